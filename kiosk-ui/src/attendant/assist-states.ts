import type { AssistView, StoreView } from "@laneway/contracts";

/** The first lane in the hands of an attendant: of who is signed in from the station, or of a colleague at the lane. */
export const assisted = (store: StoreView, assist: AssistView): StoreView => ({
  ...store,
  lanes: store.lanes.map((tile, index) => (index === 0 ? { ...tile, view: { ...tile.view, interventions: [], assist } } : tile)),
  queue: store.queue.filter(({ laneId }) => laneId !== store.lanes[0]?.laneId),
});
