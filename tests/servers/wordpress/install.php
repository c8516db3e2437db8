<?php
// Installs the tests' WordPress, with one user of each role; prints `login=login:application password`.
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = preg_replace('#^http://#', '', getenv('WP_URL'));
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD'] = 'GET';
require getenv('WP_ROOT') . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter('pre_wp_mail', '__return_true');

wp_install('Test Gazette', 'owner', 'owner@example.com', true, '', 'not-used-by-any-test');
update_option('permalink_structure', '/%postname%/');
update_option('timezone_string', 'Europe/Kyiv');
$GLOBALS['wp_rewrite']->init();
flush_rewrite_rules(false);
$themes = array_keys(wp_get_themes());
if (!wp_get_theme()->exists() && $themes) {
    switch_theme($themes[0]);
}

foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $sample) {
    wp_delete_post($sample->ID, true);
}

wp_update_user(['ID' => 1, 'display_name' => 'Site Owner']);
$people = ['author' => 'Author One', 'contributor' => 'Contributor One', 'editor' => 'Editor One'];
foreach ($people as $role => $name) {
    wp_insert_user([
        'user_login' => $role, 'user_pass' => 'not-used-by-any-test', 'user_email' => "$role@example.com",
        'role' => $role, 'display_name' => $name, 'description' => "$name writes.",
    ]);
}
foreach (['owner', ...array_keys($people)] as $login) {
    $password = str_pad("apppassword$login", 24, '0');
    $hash = function_exists('wp_fast_hash') ? wp_fast_hash($password) : wp_hash_password($password);
    update_user_meta(get_user_by('login', $login)->ID, '_application_passwords', [[
        'uuid' => wp_generate_uuid4(), 'app_id' => '', 'name' => 'copydesk', 'password' => $hash,
        'created' => time(), 'last_used' => null, 'last_ip' => null,
    ]]);
    echo "$login=$login:$password\n";
}
update_network_option(get_main_network_id(), 'using_application_passwords', 1);
echo 'version=' . $GLOBALS['wp_version'] . "\n";
