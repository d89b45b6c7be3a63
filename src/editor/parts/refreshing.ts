export { watchRefresh } from '../refresh/watchRefresh';
