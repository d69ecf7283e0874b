import "./gallery/gallery";
import "./navigation/navigation";
import "./photo/photo-keys";
import "./pwa/pwa";
import "./placeholder/pixeli-placeholder";
import "./theme/theme-switch";
import "./upload/pixeli-upload";
