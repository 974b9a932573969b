import {parentPort, workerData} from "node:worker_threads";
import {readOrders} from "./orders.ts";

for (const batch of readOrders(workerData.file, workerData.range)) {
  parentPort!.postMessage(
    batch,
    batch.columns.map(({buffer}) => buffer as ArrayBuffer),
  );
}
