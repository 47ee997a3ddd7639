export { ProviderTickets as default } from './Support'
