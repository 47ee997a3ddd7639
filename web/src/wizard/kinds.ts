/** What objects mostly are; others are words of the customer's own. */
export const kinds = ['vehicle', 'truck', 'van', 'bus', 'motorcycle', 'bicycle', 'boat', 'machine', 'trailer', 'person', 'pet', 'asset'] as const
