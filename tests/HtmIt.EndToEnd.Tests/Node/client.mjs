// An independent client: made from the .proto files alone, by @grpc/proto-loader and @grpc/grpc-js.
// Usage: node client.mjs ADDRESS PROTO_DIR. Prints one JSON object.
import { credentials, loadPackageDefinition } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const [address, protoDir] = process.argv.slice(2);
const includeDirs = [protoDir, join(protoDir, "../third_party/googleapis")];
const files = readdirSync(join(protoDir, "htmit/v1")).map((file) => join("htmit/v1", file));
const definition = loadSync(files, { includeDirs, longs: Number, enums: String, defaults: true, oneofs: true, keepCase: true });
const { v1 } = loadPackageDefinition(definition).htmit;

const models = new v1.ModelService(address, credentials.createInsecure());
const data = new v1.MetricDataService(address, credentials.createInsecure());
const unary = (client, method, request) => promisify(client[method].bind(client))(request);

const spec = { custom: { target: { key: { metric_name: "node.orders" } } }, model_params: { min: 0, max: 100 } };
const { model, created } = await unary(models, "CreateModel", { spec });

const watch = data.WatchMetricData({ metrics: [model.metric.name] });
const watched = [];
const live = new Promise((resolve) =>
  watch.on("data", (step) => {
    if (step.event === "caught_up") resolve();
    watched.push(...(step.batch?.metric_rows ?? []).flatMap((metric) => metric.rows));
    if (watched.length === 300) watch.cancel();
  }),
);
const ended = new Promise((resolve) => watch.on("error", (error) => resolve(error.code)));
await live;

const ingest = data.IngestMetricData();
const acknowledged = [];
ingest.on("data", (response) => acknowledged.push(...response.outcomes));
for (let batch = 0; batch < 3; batch++) {
  const samples = Array.from({ length: 100 }, (_, i) => ({
    sample_time: { seconds: 1767225600 + (batch * 100 + i) * 300 },
    value: 50 + 10 * Math.sin(i / 5),
  }));
  ingest.write({ sequence: batch, series: [{ target: { key: { metric_name: "node.orders" } }, samples }] });
}
ingest.end();
await once(ingest, "end");
await ended;

const listed = await unary(data, "ListMetricData", { metric: model.metric.name, page_size: 1000 });
const refusal = await unary(models, "GetModel", { name: "models/none" }).catch((error) => error);
console.log(
  JSON.stringify({
    created,
    status: model.metric.status,
    acknowledged: acknowledged.map((one) => one.last_row_id),
    watched: watched.map((row) => row.row_id),
    scored: listed.metric_rows.flatMap((metric) => metric.rows).filter((row) => row.anomaly_likelihood !== undefined && row.anomaly_likelihood !== null).length,
    refusal: refusal.code,
  }),
);
process.exit(0);
