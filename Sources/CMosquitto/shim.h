#ifndef BAEDAL_CMOSQUITTO_SHIM_H
#define BAEDAL_CMOSQUITTO_SHIM_H

#include <mosquitto.h>
#include <mqtt_protocol.h>

#endif
