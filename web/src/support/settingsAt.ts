/** Where a desk is set; each of its parts has an address below. */
export const settingsAt = '/console/desk-settings'
