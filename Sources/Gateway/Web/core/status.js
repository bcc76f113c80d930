/** The steps of an order that all goes well with, in words for a timeline. */
export const steps = [
  ['PLACED', '주문'],
  ['PAID', '결제'],
  ['ACCEPTED', '수락'],
  ['COOKING', '조리'],
  ['COOKED', '준비'],
  ['ASSIGNED', '배정'],
  ['PICKED_UP', '출발'],
  ['DELIVERED', '도착'],
  ['COMPLETED', '완료'],
];

const others = {
  CANCEL_REQUESTED: '취소 요청',
  CANCELLED: '취소',
  REJECTED: '거절',
  EXPIRED: '만료',
};

export const allStatuses = [...steps.map(([status]) => status), ...Object.keys(others)];
export const statusName = (status) => steps.find(([name]) => name === status)?.[1] ?? others[status] ?? status;

const ended = new Set(['COMPLETED', 'CANCELLED', 'REJECTED', 'EXPIRED']);
export const isEnded = (status) => ended.has(status);
export const isFailed = (status) => status !== 'COMPLETED' && ended.has(status);
/** 'good', 'bad' or 'busy': what colour says it. */
export const tone = (status) =>
  isFailed(status) || status === 'CANCEL_REQUESTED' ? 'bad' : ['DELIVERED', 'COMPLETED'].includes(status) ? 'good' : 'busy';
