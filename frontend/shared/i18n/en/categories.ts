import type { Categories } from "../nb/categories";

export const categories: Categories = {
  fire: "Fire",
  hold_up: "Hold-up",
  burglary: "Burglary",
  medical: "Medical help",
  lift: "Lift",
  gas: "Gas",
  water: "Water",
  technical: "Technical",
  trouble: "System fault",
  test: "Test",
  open_close: "Arming and disarming",
  cancel: "Cancelled",
  restore: "Back to normal",
};
