import { newKey, request } from "../../shared/api/client";
import { deviceKey, publicJwk } from "../../shared/api/proof";
import type { SessionAnswer } from "../../shared/api/types";
import { choose, isChosen } from "../../shared/i18n/language";
import type { App } from "../app";
import { deviceName } from "./device";

/** Orders a code. The answer is the same whether or not anybody has the number. */
export async function orderCode(phone: string): Promise<void> {
  await request({ method: "POST", path: "sign-in/codes", body: { phone }, key: newKey() });
}

/** Signs in with the code. The same try has the same key, so that a lost answer does not use the code up. */
export async function enter(app: App, phone: string, code: string, key: string): Promise<void> {
  const device_key = await publicJwk(await deviceKey(app.values));
  const body = { phone, code, device_key, device_name: deviceName(navigator.userAgent) };
  const answer = await request<SessionAnswer>({ method: "POST", path: "sign-in/sessions", body, key });
  await app.session.begin(answer.body);
  if (!isChosen()) choose(answer.body.person.language);
}
