// What the browser keeps between visits. A browser that keeps nothing is no reason to fail.
export function recall(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(`baedal.${name}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`baedal.${name}`, JSON.stringify(value));
  } catch {
    // Full or forbidden: the page goes on with what it has.
  }
}
