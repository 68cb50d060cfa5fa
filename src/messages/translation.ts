/** The messages of a file in another language: all of them, and no others. */
export type Translation<Messages> = { readonly [Key in keyof Messages]: string };
