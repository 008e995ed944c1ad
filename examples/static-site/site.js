/* Where the CMS is. Change this line; nothing else names it. */

import { connect } from "./api.js";

export const CMS = "http://127.0.0.1:8000";
export const api = connect(`${CMS}/api/v2`);
