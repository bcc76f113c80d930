const number = new Intl.NumberFormat('ko-KR');
const clock = new Intl.DateTimeFormat('ko-KR', { hour: 'numeric', minute: '2-digit' });
const exact = new Intl.DateTimeFormat('ko-KR', { hour12: false, hour: '2-digit', minute: '2-digit', second: '2-digit' });

export const count = (value) => number.format(value);
export const won = (value) => `${number.format(value)}원`;
export const time = (iso) => clock.format(new Date(iso));
export const timeWithSeconds = (iso) => exact.format(new Date(iso));
/** Places are known by their dong, so the shortest way has no length. */
export const distance = (meters) => 
  meters < 50 ? '같은 동' : meters < 1000 ? `${Math.round(meters / 10) * 10}m` : `${(meters / 1000).toFixed(1)}km`;
export const minutesUntil = (iso, now = Date.now()) => Math.max(0, Math.ceil((new Date(iso) - now) / 60_000));

/** As "4:05"; never below zero. */
export function countdown(iso, now = Date.now()) {
  const seconds = Math.max(0, Math.ceil((new Date(iso) - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function ago(iso, now = Date.now()) {
  const seconds = Math.max(0, Math.floor((now - new Date(iso)) / 1000));
  if (seconds < 60) return '방금';
  if (seconds < 3600) return `${Math.floor(seconds / 60)}분 전`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)}시간 전` : `${Math.floor(seconds / 86_400)}일 전`;
}

/** "떡볶이 2, 김밥" */
export const itemList = (items) =>
  items.map(({ name, quantity }) => (quantity > 1 ? `${name} ${quantity}` : name)).join(', ');

/** "서울/강남구/역삼동" as people say it. */
export const regionName = (region) => region.split('/').map((part) => part.replaceAll('-', ' ')).join(' ');
