import "./account/account";
import "./event/event-header";
import "./event/hand-over";
import "./find-me/elements";
import "./gallery/gallery";
import "./viewer/open"; // before links: a photo opens over its gallery
import "./navigation/links";
import "./navigation/returned";
import "./notifications/notifications";
import "./pwa/pwa";
import "./search/search";
import "./placeholder/pixeli-placeholder";
import "./theme/theme-switch";
import "./upload/pixeli-shared";
import "./upload/pixeli-upload";
