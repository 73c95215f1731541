import type { AssistView, StoreView } from "@laneway/contracts";

/** The first lane in the hands of an attendant: of who is signed in from the station, or of a colleague at the lane. */
export const assisted = (store: StoreView, assist: AssistView): StoreView => ({
  ...store,
  lanes: store.lanes.map((tile, index) => (index === 0 ? { ...tile, view: { ...tile.view, interventions: [], assist } } : tile)),
  queue: store.queue.filter(({ laneId }) => laneId !== store.lanes[0]?.laneId),
});

/** Two hand-over notes, one of them not read yet by who is signed in. */
export const withNotes = (store: StoreView): StoreView => ({
  ...store,
  notes: [
    { noteId: "n-1", text: "Paper of lane 1 runs low, the new rolls are in the back office.", laneId: "lane-1", by: { attendantId: "ben", name: "Ben" }, atMs: store.atMs - 5_400_000, readBy: [{ attendantId: "ben", name: "Ben", atMs: store.atMs - 5_400_000 }, { attendantId: "mia", name: "Mia", atMs: store.atMs - 5_000_000 }, { attendantId: "101", name: "Mira", atMs: store.atMs - 4_000_000 }] },
    { noteId: "n-2", text: "A lady left an umbrella at lane 4. She comes back at five.", by: { attendantId: "ben", name: "Ben" }, atMs: store.atMs - 900_000, readBy: [{ attendantId: "ben", name: "Ben", atMs: store.atMs - 900_000 }] },
  ],
});

/** The first lane shows a message. */
export const withMessage = (store: StoreView): StoreView => ({
  ...store,
  lanes: store.lanes.map((tile, index) => (index === 0 ? { ...tile, view: { ...tile.view, message: { messageId: "m-1", from: "Mira", phrase: "card-forgotten" } } } : tile)),
});
