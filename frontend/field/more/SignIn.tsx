import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { newKey } from "../../shared/api/client";
import { now } from "../../shared/clock";
import { Input } from "../../shared/components/Input";
import { Notice } from "../../shared/components/Notice";
import { explain } from "../../shared/explain";
import { e164, grouped } from "../../shared/phone";
import { leave } from "../../shared/route";
import { useApp } from "../app";
import { Page } from "../Page";
import { t } from "../texts";
import { underWay } from "../watch/underWay";
import { enter, orderCode } from "./enter";
import { p } from "./texts";

const RESEND_AFTER_MS = 30_000;

/** Number, code, in. The number is remembered only while the page lives. */
export function SignIn() {
  const app = useApp();
  const phone = useSignal<string | null>(null);
  const orderedAtMs = useSignal(0);
  const kept = app.session.kept.value;
  const waiting = app.items.value.filter((item) => item.state === "waiting" && !item.quiet).length;
  if (!isSecureContext || !crypto.subtle) return <Notice weight="now">{t.value.insecure}</Notice>;
  return (
    <Page title={p.value.signIn.heading} close={kept?.ended && underWay(app.facts.value) ? leave : null} settings>
      {kept?.ended && <Notice weight="soon">{p.value.signIn.again}</Notice>}
      {waiting > 0 && <Notice weight="info">{p.value.signIn.waiting(waiting)}</Notice>}
      {phone.value === null ? (
        <PhoneStep
          onOrdered={(number) => {
            orderedAtMs.value = now.peek();
            phone.value = number;
          }}
        />
      ) : (
        <CodeStep
          phone={phone.value}
          orderedAtMs={orderedAtMs.value}
          onOrdered={() => {
            orderedAtMs.value = now.peek();
          }}
          onBack={() => {
            phone.value = null;
          }}
        />
      )}
    </Page>
  );
}

function PhoneStep({ onOrdered }: { onOrdered(phone: string): void }) {
  const text = useSignal("");
  const error = useSignal<string | null>(null);
  const busy = useSignal(false);
  const submit = async () => {
    const phone = e164(text.value);
    error.value = phone ? null : p.value.signIn.phoneWrong;
    if (!phone || busy.value) return;
    busy.value = true;
    try {
      await orderCode(phone);
      onOrdered(phone);
    } catch (failure) {
      error.value = explain(t.value, failure);
    } finally {
      busy.value = false;
    }
  };
  return (
    <Form onSubmit={submit}>
      <Input
        label={p.value.signIn.phone}
        hint={p.value.signIn.phoneHint}
        error={error.value}
        value={text.value}
        onText={(typed) => {
          text.value = typed;
        }}
        type="tel"
        inputmode="tel"
        autocomplete="tel"
      />
      <button type="submit" class="primary" disabled={busy.value}>
        {busy.value ? t.value.sending : p.value.signIn.send}
      </button>
    </Form>
  );
}

interface CodeStepProps {
  phone: string;
  orderedAtMs: number;
  onOrdered(): void;
  onBack(): void;
}

function CodeStep({ phone, orderedAtMs, onOrdered, onBack }: CodeStepProps) {
  const app = useApp();
  const code = useSignal("");
  const error = useSignal<string | null>(null);
  const resent = useSignal(false);
  const busy = useSignal(false);
  // One try is one request: sent again after a lost answer, it must be answered as the first time.
  const attempt = useRef({ code: "", key: "" });
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);

  const submit = async () => {
    const digits = code.value.replace(/\D/g, "");
    error.value = digits.length === 6 ? null : p.value.signIn.codeWrong;
    if (error.value || busy.value) return;
    if (attempt.current.code !== digits) attempt.current = { code: digits, key: newKey() };
    busy.value = true;
    try {
      await enter(app, phone, digits, attempt.current.key);
      leave();
      await app.signedIn();
    } catch (failure) {
      error.value = explain(t.value, failure);
      field.current?.focus();
    } finally {
      busy.value = false;
    }
  };
  const resend = async () => {
    try {
      await orderCode(phone);
      resent.value = true;
      error.value = null;
      code.value = "";
      onOrdered();
    } catch (failure) {
      error.value = explain(t.value, failure);
    }
  };
  const resendInS = Math.ceil((orderedAtMs + RESEND_AFTER_MS - now.value) / 1000);
  return (
    <Form onSubmit={submit}>
      <Input
        label={p.value.signIn.code}
        hint={p.value.signIn.codeHint(grouped(phone))}
        error={error.value}
        value={code.value}
        onText={(typed) => {
          code.value = typed;
          error.value = null;
          if (typed.replace(/\D/g, "").length === 6) void submit();
        }}
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength={8}
        field={field}
      />
      <button type="submit" class="primary" disabled={busy.value}>
        {busy.value ? t.value.sending : p.value.signIn.submit}
      </button>
      <button type="button" onClick={resend} disabled={resendInS > 0}>
        <span class="number">{resendInS > 0 ? p.value.signIn.resendIn(resendInS) : p.value.signIn.resend}</span>
      </button>
      <p role="status">{resent.value ? p.value.signIn.resent : ""}</p>
      <p class="soft">{p.value.signIn.noSms}</p>
      <button type="button" class="plain" onClick={onBack}>
        {p.value.signIn.otherNumber}
      </button>
    </Form>
  );
}

function Form({ onSubmit, children }: { onSubmit(): Promise<void>; children: ComponentChildren }) {
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      {children}
    </form>
  );
}
