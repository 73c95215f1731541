import { describeJourneys } from "./journeys.js";

describeJourneys("with the embedded broker and PGlite", async () => ({
  options: {},
  cutBroker: (store) => store.kill("broker/main.mjs"),
  close: async () => {},
}));
