import { many } from "../many";

/** What is the company's own: the emergency centres' direct numbers, and who is called when nobody is at the centre. */
export const adminCentre = {
  pages: { municipalities: "Nødnumre", absence: "Ubemannet" },
  municipalities: {
    one: "Kommune",
    many: "Nødnumre etter kommune",
    add: "Ny kommune",
    none: "Ingen kommuner ennå. Uten dem viser lesekortet bare 110, 112 og 113, som når sentralens eget distrikt.",
  },
  fields: {
    fire_centre: "110-sentralens navn",
    police_centre: "Operasjonssentralens navn",
    medical_centre: "AMK-sentralens navn",
  },
  hints: {
    fire_phone: "Til nødmeldinger fra en annen sentral, ikke 110.",
    medical_phone: "Til nødmeldinger fra en annen sentral, ikke 113.",
  },
  columns: { fire_phone: "110", police_phone: "112", medical_phone: "113" },
  emergency: "Nødsentralene, direkte",
  absence: {
    heading: "Når ingen er på sentralen",
    what: (after: string) =>
      `Har ingen vist seg ved desken på ${after}, går sakene ut herfra til en har dem. Disse varsles, i denne rekkefølgen:`,
    again: (after: string) => `Den som har tatt den der ute, har ${after} på å møte opp. Så varsles alle igjen.`,
    groups: { operators: "Operatørene", duty_manager: "Vaktlederne", partner: "Partnersentralen" },
    channels: { board: "desken", sms: "SMS", call: "oppringning" },
    how: (channels: string, every: string) => (every ? `${channels}, igjen hver ${every}` : `${channels}, én gang`),
    people: (count: number) => many(count, "person", "personer"),
    notCalled: "ringes ikke før nummeret er rettet",
    none: {
      operators: "Ingen er operatør.",
      duty_manager: "Ingen er vaktleder. Gi noen den rollen.",
      partner: "Ingen partnersentral. Uten den er vaktlederne alene om sakene.",
    },
    nobody: "Ingen utenfor sentralen kan nås. Står desken tom, blir sakene liggende.",
    addPartner: "Ny partnersentral",
    toPeople: "Til folkene",
    partnerHint: "Partnersentralen er en kontakt hos selskapet selv, uten sted. Den med lavest rekkefølge står først.",
  },
};
