declare const settings: {
  readonly syntax: 'Luau';
  readonly column_width: number;
  readonly indent_type: 'Tabs';
  readonly quote_style: 'AutoPreferDouble';
};
export default settings;
