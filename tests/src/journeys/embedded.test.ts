import { describeJourneys } from "./journeys.js";

describeJourneys("with the embedded broker and PGlite", async () => ({ options: {}, close: async () => {} }));
