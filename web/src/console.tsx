import { start } from './app/start'
import { Console } from './console/Console'

void start(<Console />)
