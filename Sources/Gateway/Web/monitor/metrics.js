/** The figures of /metrics as {name, labels, value}. */
export function parseMetrics(text) {
  const samples = [];
  for (const line of text.split('\n')) {
    const found = /^([a-z_]+)(?:\{(.*)\})? ([-+0-9.e]+)$/i.exec(line);
    if (found) samples.push({ name: found[1], labels: found[2] ?? '', value: Number(found[3]) });
  }
  return samples;
}

const of = (samples, name) => samples.filter((sample) => sample.name === name);
const sum = (samples) => samples.reduce((total, { value }) => total + value, 0);
const largest = (samples) => Math.max(0, ...samples.map(({ value }) => value));

/** Per second since before; null where there is no before, or where the server began anew. */
function rate(now, before, seconds) {
  return before === undefined || now < before ? null : (now - before) / seconds;
}

/** The figures now, with rates against those of before. */
export async function readMetrics(before) {
  const response = await fetch('/metrics', { cache: 'no-store', signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`/metrics answered ${response.status}`);
  const samples = parseMetrics(await response.text());
  const at = performance.now();
  const seconds = (at - (before?.at ?? 0)) / 1000;
  const totals = {
    requests: sum(of(samples, 'baedal_http_requests_total')),
    busy: sum(of(samples, 'baedal_http_request_seconds_sum')),
    commits: sum(of(samples, 'baedal_storage_commits')),
    notifications: sum(of(samples, 'baedal_notifications_sent_total')),
  };
  const answered = totals.requests - (before?.totals.requests ?? 0);
  return {
    at,
    totals,
    requestRate: rate(totals.requests, before?.totals.requests, seconds),
    commitRate: rate(totals.commits, before?.totals.commits, seconds),
    notificationRate: rate(totals.notifications, before?.totals.notifications, seconds),
    latency: before && answered > 0 ? (Math.max(0, totals.busy - before.totals.busy) / answered) * 1000 : null,
    errors: sum(of(samples, 'baedal_http_requests_total').filter(({ labels }) => /status="5/.test(labels))),
    backlog: sum(of(samples, 'baedal_relay_backlog_events')),
    oldest: largest(samples.filter(({ name }) => /_oldest_.*seconds$/.test(name))),
    parked: sum(of(samples, 'baedal_consumer_parked')),
    sockets: sum(of(samples, 'baedal_websocket_connections')),
  };
}
