export { CreateCustomer, CreateReseller } from './Create'
export { Edit } from './Edit'
export { Move } from './Move'
export { Close, Lift, Restore, Suspend, type Tenant, Why } from './Stops'
