export const messages = { title: "" };

export type Messages = typeof messages;
