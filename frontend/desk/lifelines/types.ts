import type { components } from "../../shared/api/schema";

// As the code describes it (make openapi): what is only used here is not written down twice.

type Schemas = components["schemas"];

export type CodeWordAsked = Schemas["CodeWordAsked"];
export type CodeWordAnswer = Schemas["CodeWordAnswer"];
export type Outcome = CodeWordAnswer["outcome"];
export type Unsaid = NonNullable<CodeWordAsked["unsaid"]>;
export type ReadCard = Schemas["ReadCard"];
export type Direct = Schemas["Direct"];
export type Service = Direct["service"];
export type CardForms = Schemas["Forms"];
export type CardOutcome = Schemas["CardRead"]["outcome"];
export type Copy = Schemas["Copy"];
export type MovedCalls = Schemas["MovedCalls"];
export type AfterwardsBody = Schemas["Afterwards"];
