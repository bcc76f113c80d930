#ifndef BAEDAL_CZLIB_SHIM_H
#define BAEDAL_CZLIB_SHIM_H

#include <zlib.h>

#endif
