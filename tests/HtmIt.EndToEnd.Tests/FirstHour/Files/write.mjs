// Writes three samples of a metric over JSON and lists them.
const [, , metricName] = process.argv;
const server = process.env.HTMIT_SERVER.replace(/\/$/, '');

async function call(method, body) {
  const response = await fetch(`${server}/v1/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) {
    console.error(response.status, answer.details?.find((detail) => detail.reason)?.reason, answer.message);
    process.exit(1);
  }
  return answer;
}

const samples = [1, 2, 3].map((value) => ({ sampleTime: `2026-03-01T00:0${value}:00Z`, value }));
const target = { key: { metricName } };
const written = await call('metricData:write', { series: [{ target, samples }] });
const [outcome] = written.outcomes;
if (written.refusedCount) {
  console.error('refused', written.refusedCount, JSON.stringify(outcome.refusals[0]));
  process.exit(1);
}
console.log('stored', outcome.storedCount);
const listed = await call('metricData:list', { metric: outcome.metric, includeUnscored: true });
for (const rows of listed.metricRows) {
  console.log(rows.key.metricName, ...rows.rows.map((row) => row.value));
}
