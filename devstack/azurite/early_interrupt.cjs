// Loaded before Azurite: its services open their port before they listen for an interrupt, and one that came
// in between would end them without writing what they hold. Such an interrupt is sent again once they listen.
"use strict";

let missed = false;
process.on("SIGINT", () => {
  missed = process.listenerCount("SIGINT") === 1;
});
process.on("newListener", (event) => {
  if (event === "SIGINT" && missed) setImmediate(() => process.kill(process.pid, "SIGINT"));
});
