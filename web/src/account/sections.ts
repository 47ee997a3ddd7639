import type { Section } from '../app/Sections'

/** The pages about one's own account, whatever its kind, in the order of their navigation: a page is added here with a line. */
export const sections: Section[] = []
