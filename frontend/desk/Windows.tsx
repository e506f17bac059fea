import type { ComponentChildren } from "preact";
import { Choices } from "../shared/components/Choices";
import { Dialog } from "../shared/components/Dialog";
import { choose, language } from "../shared/i18n/language";
import { THEMES, theme } from "../shared/theme";
import { BehalfForm, OnDutyForm } from "./BehalfForms";
import { CodeForm } from "./CodeForm";
import { CallForm, ResolveForm, TextForm } from "./case/CaseForms";
import { ExerciseLink } from "./exercise";
import { Found } from "./Found";
import { frame } from "./frame";
import { Keys } from "./Keys";
import { later } from "./later";
import { LifelineWindow, lifelineClass, lifelineTitle } from "./lifelines/LifelineWindow";
import { MissionForm, missionTitle } from "./missions/forms";
import { NewCaseForm } from "./NewCaseForm";
import { Palette } from "./Palette";
import { PanelsWindow } from "./panels/PanelsWindow";
import { w as panels } from "./panels/words";
import { ResponseWindow } from "./response/ResponseWindow";
import { w as response } from "./response/words";
import { SoundOptions } from "./SoundOptions";
import { CorrectForm, ParkForm, SkipForm } from "./shiftwork/forms";
import { HandOverForm } from "./shiftwork/HandOverForm";
import { LeaveForm } from "./shiftwork/LeaveForm";
import { NoteToSign } from "./shiftwork/ShiftNotes";
import { said } from "./shiftwork/Steps";
import { w } from "./shiftwork/words";
import { KeysWindow } from "./siteKeys/KeysWindow";
import { w as siteKeys } from "./siteKeys/words";
import { t } from "./texts";
import { close, type Opened, opened } from "./windows";

/** The one window that is open over the page. */
export function Windows() {
  const what = opened.value;
  if (!what) return null;
  const label = title(what);
  return (
    <Dialog
      label={label}
      onClose={close}
      key={what.window}
      class={what.window === "lifeline" ? lifelineClass(what.what) : `${what.window}-window`}
    >
      {what.window !== "palette" && <h2 class="window-title">{label}</h2>}
      {content(what)}
    </Dialog>
  );
}

function title(what: Opened): string {
  const { forms, header, keys } = t.value;
  const titles: Record<Opened["window"], string> = {
    resolve: forms.resolve,
    call: t.value.case.call,
    text: t.value.case.text,
    behalf: what.window === "behalf" ? what.watch.guard.name : "",
    on_duty: forms.onDuty,
    leave: w.value.shift.leave,
    shift_note: what.window === "shift_note" ? w.value.shift.from(what.note.from.name) : "",
    hand_over: w.value.handing.handOver,
    park: w.value.handing.park,
    skip_step: what.window === "skip_step" ? w.value.steps.skipThis(said(what.step)) : "",
    correct_call: w.value.correct.heading,
    new_case: forms.newCase,
    code: header.code,
    lifeline: what.window === "lifeline" ? lifelineTitle(what.what) : "",
    mission: what.window === "mission" ? missionTitle(what.what) : "",
    keys: keys.heading,
    panels: panels.value.title,
    site_keys: siteKeys.value.title,
    response: response.value.title,
    found: what.window === "found" ? ((what.person ?? what.site ?? what.customer)?.name ?? "") : "",
    palette: frame.value.palette.all,
    options: header.menu,
  };
  return titles[what.window];
}

function content(what: Opened): ComponentChildren {
  switch (what.window) {
    case "resolve":
      return <ResolveForm caseId={what.caseId} />;
    case "call":
      return <CallForm caseId={what.caseId} person={what.person} draft={what.draft} />;
    case "text":
      return <TextForm caseId={what.caseId} person={what.person} />;
    case "behalf":
      return <BehalfForm watch={what.watch} what={what.what} />;
    case "on_duty":
      return <OnDutyForm shift={what.shift} />;
    case "hand_over":
      return <HandOverForm caseId={what.caseId} />;
    case "park":
      return <ParkForm caseId={what.caseId} />;
    case "skip_step":
      return <SkipForm caseId={what.caseId} step={what.step} />;
    case "correct_call":
      return <CorrectForm caseId={what.caseId} entry={what.entry} />;
    case "new_case":
      return <NewCaseForm customerId={what.customerId} siteId={what.siteId} />;
    case "code":
      return <CodeForm />;
    case "lifeline":
      return <LifelineWindow what={what.what} />;
    case "found":
      return <Found {...what} />;
    case "panels":
      return <PanelsWindow siteId={what.siteId} />;
    case "site_keys":
      return <KeysWindow siteId={what.siteId} />;
    case "response":
      return <ResponseWindow />;
    case "palette":
      return <Palette commands={what.commands} />;
    case "mission":
      return <MissionForm what={what.what} />;
    case "leave":
      return <LeaveForm />;
    case "shift_note":
      return <NoteToSign note={what.note} />;
    case "keys":
      return <Keys />;
    case "options":
      return <Options />;
  }
}

function Options() {
  return (
    <div class="form">
      <Choices
        label={t.value.theme}
        options={THEMES}
        names={t.value.themes}
        chosen={theme.value}
        onChoose={(chosen) => {
          const before = theme.peek();
          theme.value = chosen;
          later.add({
            said: () => frame.value.undo.theme(t.value.themes[chosen]),
            undo: () => {
              theme.value = before;
            },
          });
        }}
      />
      <Choices
        label={t.value.language}
        options={["nb", "en"]}
        names={t.value.languages}
        chosen={language.value}
        onChoose={(chosen) => {
          const before = language.peek();
          choose(chosen);
          later.add({ said: () => frame.value.undo.language(t.value.languages[chosen]), undo: () => choose(before) });
        }}
      />
      <SoundOptions />
      <ExerciseLink />
      <div class="buttons">
        <button
          type="button"
          onClick={() => {
            opened.value = { window: "leave" };
          }}
        >
          {t.value.header.signOut}
        </button>
        <button type="button" onClick={close}>
          {t.value.close}
        </button>
      </div>
    </div>
  );
}
