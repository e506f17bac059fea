import type { phoneKeys as nb } from "../nb/phoneKeys";

export const phoneKeys: typeof nb = {
  heading: "Keys",
  mine: "You have",
  none: "You have no keys.",
  hangs: (cabinet, hook) =>
    [cabinet && `cabinet ${cabinet}`, hook && `hook ${hook}`].filter(Boolean).join(", ") ||
    "ask the centre where it hangs",
  tag: "The tag on the key",
  tagHint: "As N-0147.",
  tagWanted: "Write the tag on the key.",
  take: "TAKE OUT",
  takeOver: "YES, I HAVE IT",
  handIn: "Hand in",
  lost: "I have lost it",
  lostSure: (tag) => `Is ${tag} lost? The centre gets a case at once.`,
  lostConfirm: "YES, IT IS LOST",
  offline: "No connection. Try again, or tell the centre.",
  toIt: "Key to the place",
  isMine: "is with you",
  isWith: (name) => `is with ${name}`,
  stillHas: (tags) => (tags.length === 1 ? `You have key ${tags[0]}.` : `You have keys ${tags.join(", ")}.`),
  why: "Why you keep it",
  whyHint: "Hand it in, or write why. Otherwise the centre rings you.",
};
