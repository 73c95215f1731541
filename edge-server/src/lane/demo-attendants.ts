import type { Attendant, Attendants } from "../store/attendants.js";

/** Invented people of a simulated store; their PINs stand on its start page. Never made in a real one. */
export const demoAttendants: readonly (Attendant & { readonly pin: string })[] = [
  { attendantId: "ana", name: "Ana", role: "attendant", pin: "738154" },
  { attendantId: "ben", name: "Ben", role: "lead", pin: "590263" },
  { attendantId: "mia", name: "Mia", role: "manager", pin: "481607" },
];

/** Makes them when the store has nobody yet. */
export async function addDemoAttendants(attendants: Attendants): Promise<void> {
  if (!attendants.none) return;
  for (const { pin, ...attendant } of demoAttendants) await attendants.put(attendant, pin);
}
