import { start } from './app/start'
import { Platform } from './platform/Platform'

void start(<Platform />)
