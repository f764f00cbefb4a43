import { Select } from "../../components/ui/select.tsx";
import { useSavePreferences } from "../../lib/account-preferences.ts";
import { locales, useAllMessages } from "../../lib/i18n.tsx";
import { densities, themes, usePreferences } from "../../lib/preferences.ts";
import { Section } from "./section.tsx";

export function PreferencesSection() {
  const m = useAllMessages();
  const { language, theme, density } = usePreferences();
  const save = useSavePreferences();
  return (
    <Section title={m.account.preferences.title} help={m.account.preferences.help}>
      <div className="grid gap-3 sm:grid-cols-3">
        <Select
          label={m.frame.language}
          value={language}
          options={locales.map((value) => ({ value, label: m.frame.languages[value] }))}
          onChange={(value) => save({ language: value })}
        />
        <Select
          label={m.frame.theme}
          value={theme}
          options={themes.map((value) => ({ value, label: m.frame.themes[value] }))}
          onChange={(value) => save({ theme: value })}
        />
        <Select
          label={m.shell.density}
          value={density}
          options={densities.map((value) => ({ value, label: m.shell.densities[value] }))}
          onChange={(value) => save({ density: value })}
        />
      </div>
    </Section>
  );
}
