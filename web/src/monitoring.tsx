import { start } from './app/start'
import { Monitoring } from './monitoring/Monitoring'

void start(<Monitoring />)
