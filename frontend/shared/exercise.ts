// What the host has put into the page as it was served: whether this is an exercise, and where there is one.

const { training, trainingEn, exercise } = document.documentElement.dataset;

/** This is an installation for exercises, from which nothing reaches anybody. */
export const isExercise = training !== undefined;

/** The way to the exercise; null where there is none. */
export const exerciseAt = exercise ?? null;

/** A window's title: in an exercise it says so first. */
export const titled = (title: string): string => (training ? `${training.split(" · ")[0]} · ${title}` : title);

/** What every page of an exercise is marked with, in the page's language; empty where it is none. */
export const exerciseMark = (): string => (document.documentElement.lang === "en" ? trainingEn : training) ?? "";
