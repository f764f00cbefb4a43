import { messages as payments } from "../../features/payments/messages.ko.ts";
import { messages as shell } from "../shell/messages.ko.ts";
import { entry } from "./entry.ko.ts";

export const work = { ...entry, shell, payments };
