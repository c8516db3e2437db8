<?php
// wp-config.php of the tests' WordPress: everything comes from the environment that boot-wordpress.sh sets.
define('DB_NAME', 'wp');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . getenv('WP_RUN') . '/db.sock');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {
    define($name . '_KEY', "test key $name");
    define($name . '_SALT', "test salt $name");
}
define('WP_HOME', getenv('WP_URL'));
define('WP_SITEURL', getenv('WP_URL'));
define('WP_CONTENT_DIR', getenv('WP_RUN') . '/content');
define('WP_CONTENT_URL', getenv('WP_URL') . '/wp-content');
define('WP_ENVIRONMENT_TYPE', 'local'); // application passwords over plain http
define('WP_HTTP_BLOCK_EXTERNAL', true); // it speaks to nobody
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISALLOW_FILE_MODS', true);
define('DISABLE_WP_CRON', true);
define('WP_DEBUG', false); // as readers' sites run; what goes wrong is in the run folder's php.log
$table_prefix = 'wp_';
if (!defined('ABSPATH')) {
    define('ABSPATH', getenv('WP_ROOT') . '/');
}
require_once ABSPATH . 'wp-settings.php';
