// REST on the gateway. Every error is a Problem with a Korean sentence for the person who acts.
const timeLimit = 10_000;

export class Problem extends Error {
  constructor({ status = 0, code = 'unavailable', detail, errors = [] }) {
    super(detail);
    Object.assign(this, { status, code, detail, errors });
  }
}

async function call(method, path, body, headers = {}) {
  let response;
  try {
    response = await fetch(path, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(timeLimit),
      headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Problem({ detail: '서버에 닿지 않아요. 연결을 확인하고 다시 시도해 주세요.' });
  }
  const json = await response.json().catch(() => null);
  if (response.ok) return json;
  throw new Problem({
    status: response.status,
    code: json?.code,
    detail: json?.detail ?? '처리하지 못했어요. 잠시 뒤에 다시 시도해 주세요.',
    errors: json?.errors,
  });
}

export const get = (path) => call('GET', path);
export const put = (path, body = {}) => call('PUT', path, body);
export const patch = (path, body) => call('PATCH', path, body);
/** With one key for one intention, a tap that is sent twice acts once. */
export const post = (path, body, key) => call('POST', path, body, key ? { 'Idempotency-Key': key } : {});

/** What may be missing: null instead of the 404. */
export const find = (path) =>
  get(path).catch((problem) => {
    if (problem.status === 404) return null;
    throw problem;
  });

/** All entries of a list, or its first `limit`; the path carries no page of its own. */
export async function list(path, limit = 5000) {
  const entries = [];
  const separator = path.includes('?') ? '&' : '?';
  for (let page = 0; entries.length < limit; page += 1) {
    const answer = await get(`${path}${separator}size=${Math.min(limit, 1000)}&page=${page}`);
    entries.push(...Object.values(answer._embedded)[0]);
    if (page + 1 >= answer.page.totalPages) break;
  }
  return entries;
}

export const newKey = () => crypto.randomUUID();
