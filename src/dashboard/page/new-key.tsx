import { useState } from 'preact/hooks';
import { createApiSecret, KEY_ID, SCOPES } from '../../api-key.ts';
import { CopyId, Section } from './parts.tsx';

/** Makes a key in this browser: the bank learns it from its settings alone. */
export function NewKey() {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly string[]>(['teller']);
  const [made, setMade] = useState<string | null>(null);
  const isNamed = KEY_ID.test(name);
  const make = (event: SubmitEvent): void => {
    event.preventDefault();
    const secret = createApiSecret((length) => crypto.getRandomValues(new Uint8Array(length)));
    setMade(`${name}:${secret}:${scopes.join('+')}`);
  };
  return (
    <Section title="A new key">
      <form onSubmit={make}>
        <label class="labelled">
          Its id: the teller’s name and, if it has several, a tag
          <input
            value={name}
            maxLength={129}
            placeholder="teller-1@b"
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <fieldset class="choices">
          <legend>It may act as</legend>
          {SCOPES.map((scope) => (
            <label key={scope}>
              <input
                type="checkbox"
                checked={scopes.includes(scope)}
                onChange={() =>
                  setScopes(
                    scopes.includes(scope) ? scopes.filter((each) => each !== scope) : [...scopes, scope],
                  )
                }
              />{' '}
              {scope}
            </label>
          ))}
        </fieldset>
        <button
          type="submit"
          class="button primary"
          disabled={!isNamed || scopes.length === 0}
          title={isNamed ? undefined : 'Letters, digits, _ . - and one @'}
        >
          Make it here
        </button>
      </form>
      {made !== null && (
        <div class="note good" role="status">
          <p>
            Made in this browser, and known nowhere else. Add it to <code>API_KEYS</code>, with a comma before
            it, and start the bank again; then leave this page.
          </p>
          <CopyId id={made} />
        </div>
      )}
    </Section>
  );
}
