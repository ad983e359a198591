import { TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { contact } from "../i18n/contact.ts";
import type { Mission, MissionStatus, WorkAddress as Place } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useResource } from "../session/use-resource.ts";

const BEFORE_THE_END: readonly MissionStatus[] = [
  "published",
  "closed",
  "awarded",
  "in_progress",
  "delivered",
  "disputed",
];

/** Where the work is done, to the door: for its client to give. Nothing for what is done at a distance. */
export function WorkAddress({ mission }: { readonly mission: Mission }) {
  const texts = useTexts(contact);
  const locale = useLocale();
  const path = `/missions/${mission.id}/work-address`;
  const wanted = mission.location !== null && BEFORE_THE_END.includes(mission.status);
  const { value, reload } = useResource<Place>(wanted ? path : null);
  if (value === null) return null;
  return (
    <section className="panel stack" aria-labelledby="work-address">
      <h2 id="work-address">{texts.workAddress}</h2>
      <p className="hint">{texts.workAddressText}</p>
      {value.address === null ? <p>{texts.workAddressNone}</p> : <p className="user-text">{value.address}</p>}
      <p className="actions">
        <FormDialog
          label={value.address === null ? texts.workAddressFill : texts.workAddressChange}
          title={texts.workAddress}
          submit={texts.workAddressSave}
          keepAs={`work-address/${mission.id}`}
          onSubmit={async (form, arrived) => {
            const typed = String(form.get("workAddress")).trim();
            await call(path, { method: "PUT", body: { address: typed === "" ? null : typed }, locale });
            arrived();
            await reload();
          }}
        >
          {(refused) => (
            <TextArea
              name="workAddress"
              label={texts.workAddress}
              hint={texts.workAddressText}
              error={refused.address}
              defaultValue={value.address ?? ""}
              autoComplete="street-address"
              rows={4}
              maxLength={500}
            />
          )}
        </FormDialog>
      </p>
    </section>
  );
}
