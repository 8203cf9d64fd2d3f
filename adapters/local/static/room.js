// The page of the local room. It sends what a person does, and puts what the server drew in its place.

import "./answers.js";
import "./composer.js";
import "./places.js";
import "./live.js";
