import type { Twin } from "../page/twin.js";

/** A simulated store's answer about itself, for tests and screenshots. */
export const cannedTwin: Twin = {
  lanes: [1, 2].map((number) => ({
    laneId: `lane-${number}`,
    name: String(number),
    kioskPath: `/lane/lane-${number}#key=canned`,
    benchPath: `/bench/lane-${number}`,
    benchUrl: `http://127.0.0.1:${7390 + number * 10}`,
  })),
  attendantPath: "/attendant",
  attendants: [
    { attendantId: "mira", name: "Mira", pin: "4711", role: "attendant" },
    { attendantId: "jonas", name: "Jonas", pin: "2580", role: "lead" },
    { attendantId: "salma", name: "Salma", pin: "1357", role: "manager" },
  ],
  cloudUrl: "http://127.0.0.1:7380",
  apiPath: "/api/",
  currency: "EUR",
};
