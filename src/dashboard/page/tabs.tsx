import { Link } from './parts.tsx';

interface TabsProps {
  readonly screen: string;
  readonly title: string;
  readonly views: readonly { readonly view: string; readonly title: string }[];
  /** The one that is shown. */
  readonly current: string;
}

/** The views of a screen, each with an address of its own. */
export const Tabs = ({ screen, title, views, current }: TabsProps) => (
  <nav class="tabs" aria-label={title}>
    {views.map((each) => (
      <Link
        key={each.view}
        to={screen}
        params={{ view: each.view }}
        {...(each.view === current ? CURRENT : {})}
      >
        {each.title}
      </Link>
    ))}
  </nav>
);

const CURRENT = { class: 'is-current' };
