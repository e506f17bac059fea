import { useSignal } from "@preact/signals";
import type { CaseAnswer } from "../shared/api/types";
import { Choices } from "../shared/components/Choices";
import { go } from "../shared/route";
import { useDesk } from "./desk";
import { Form, Select, TextArea } from "./Forms";
import { useListing } from "./register";
import { t } from "./texts";
import { close } from "./windows";

type NewKind = "message" | "assistance";

interface Named {
  id: string;
  name: string;
}

interface Site extends Named {
  customer_id: string;
  town: string;
}

/** A case by hand: for a caller, or for something seen. */
export function NewCaseForm({ customerId, siteId }: { customerId?: string | undefined; siteId?: string | undefined }) {
  const desk = useDesk();
  const customers = useListing<Named>("customers");
  const sites = useListing<Site>("sites");
  const kind = useSignal<NewKind>("message");
  const customer = useSignal(customerId ?? "");
  const site = useSignal(siteId ?? "");
  const text = useSignal("");
  const body = {
    kind: kind.value,
    customer_id: customer.value,
    text: text.value.trim(),
    ...(site.value ? { site_id: site.value } : {}),
  };
  const theirs = sites.items.filter((one) => one.customer_id === customer.value);
  return (
    <Form
      action={t.value.forms.open}
      content={body}
      missing={() => {
        if (!customer.value) return t.value.forms.customerWanted;
        return body.text ? null : t.value.forms.textWanted;
      }}
      submit={async (key) => {
        const made = await desk.ask<CaseAnswer>({ method: "POST", path: "cases", body, key });
        await desk.changed([`case/${made.case.id}`]);
        close();
        go(`case/${made.case.id}`);
      }}
      onCancel={close}
    >
      {customers.trouble ?? sites.trouble}
      <Choices
        label={t.value.forms.kind}
        options={["message", "assistance"]}
        names={t.value.forms.newKinds}
        chosen={kind.value}
        onChoose={(chosen) => {
          kind.value = chosen;
        }}
      />
      <Select
        label={t.value.forms.customer}
        value={customer.value}
        options={[
          { value: "", text: t.value.forms.choose },
          ...customers.items.map(({ id, name }) => ({ value: id, text: name })),
        ]}
        onChoose={(value) => {
          customer.value = value;
          site.value = "";
        }}
      />
      <Select
        label={t.value.forms.site}
        value={site.value}
        options={[
          { value: "", text: t.value.forms.noSite },
          ...theirs.map(({ id, name, town }) => ({ value: id, text: `${name}, ${town}` })),
        ]}
        onChoose={(value) => {
          site.value = value;
        }}
      />
      <TextArea
        label={t.value.forms.text}
        value={text.value}
        maxlength={2000}
        onText={(typed) => {
          text.value = typed;
        }}
      />
    </Form>
  );
}
