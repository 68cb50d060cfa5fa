/** Goods as staff write them down: a pet a line, and an amount of gems. */
export interface WrittenGoods {
  readonly pets: string;
  readonly gems: string;
}

export const NO_GOODS: WrittenGoods = { pets: '', gems: '' };

interface GoodsFieldsProps {
  readonly written: WrittenGoods;
  readonly onChange: (written: WrittenGoods) => void;
}

export function GoodsFields({ written, onChange }: GoodsFieldsProps) {
  return (
    <>
      <label class="labelled">
        Pets, one a line
        <textarea
          rows={3}
          maxLength={4000}
          placeholder={'2 x Huge Cat, golden\nHuge Dog, shiny, chroma 3'}
          value={written.pets}
          onInput={({ currentTarget }) => onChange({ ...written, pets: currentTarget.value })}
        />
      </label>
      <label class="labelled">
        Gems
        <input
          maxLength={30}
          inputMode="numeric"
          placeholder="1500, or 1.5k"
          value={written.gems}
          onInput={({ currentTarget }) => onChange({ ...written, gems: currentTarget.value })}
        />
      </label>
    </>
  );
}
