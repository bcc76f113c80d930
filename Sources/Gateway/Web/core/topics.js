// The topics of Baedal, as /asyncapi.json describes them.
const root = 'baedal/v1';

export const topics = {
  everything: `${root}/#`,
  orderStatus: (id) => `${root}/orders/${id}/status`,
  storeOrders: (store) => `${root}/stores/${store}/orders/+`,
  foodEvents: `${root}/events/store/+/+`,
  board: (region) => `${root}/regions/${region}/+/deliveries/+`,
  presence: (rider) => `${root}/riders/${rider}/presence`,
  location: (rider) => `${root}/riders/${rider}/location`,
  request: (rider, action) => `${root}/riders/${rider}/requests/${action}`,
  replies: (rider) => `${root}/riders/${rider}/replies`,
  ownDeliveries: (rider) => `${root}/riders/${rider}/deliveries/+`,
  offers: (rider) => `${root}/riders/${rider}/offers/+`,
  notifications: (customer) => `${root}/customers/${customer}/notifications/+`,
};

/** The last level of a topic, which is an id wherever one is asked for. */
export const lastLevel = (topic) => topic.slice(topic.lastIndexOf('/') + 1);

/** Whether a topic matches an MQTT filter. */
export function matches(filter, topic) {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (let i = 0; i < wanted.length; i += 1) {
    if (wanted[i] === '#') return true;
    if (i >= levels.length || (wanted[i] !== '+' && wanted[i] !== levels[i])) return false;
  }
  return wanted.length === levels.length;
}
