import type { components } from "../../shared/api/schema";

type Schemas = components["schemas"];

export type Panel = Schemas["PanelView"];
export type PanelState = Schemas["PanelState"];
export type OnTest = Schemas["OnTest"];
export type TestsNow = Schemas["TestsNow"];
export type Entered = Schemas["Entered"];
export type LinkSent = Schemas["LinkSent"];
export type Category = Schemas["HandSignal"]["category"];

export interface Named {
  id: string;
  name: string;
}
