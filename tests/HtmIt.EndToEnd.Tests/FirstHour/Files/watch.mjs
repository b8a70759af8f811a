// Shows two rows of a metric as they come: a watch is a line of JSON for each step.
const [, , name] = process.argv;
const server = process.env.HTMIT_SERVER.replace(/\/$/, '');
const response = await fetch(`${server}/v1/metricData:watch`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ selector: { namePatterns: [name] } }),
});

let text = '';
let shown = 0;
for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
  const lines = (text + chunk).split('\n');
  text = lines.pop();
  for (const step of lines.filter(Boolean).map((line) => JSON.parse(line))) {
    for (const rows of step.batch?.metricRows ?? []) {
      for (const row of rows.rows) {
        console.log(rows.key.metricName, row.sampleTime, row.value);
        shown++;
      }
    }
  }
  if (shown >= 2) {
    process.exit(0);
  }
}
