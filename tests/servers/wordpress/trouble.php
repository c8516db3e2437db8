<?php
/* Plugin Name: what other people's plugins do. A test switches each on by a file in the run folder. */
function copydesk_trouble(string $name): bool
{
    return is_file(getenv('WP_RUN') . "/trouble/$name");
}

// A plugin that dies after the post was stored: the answer is a 500, and the post is there.
add_action('rest_after_insert_post', function () {
    if (copydesk_trouble('fatal')) {
        throw new Error('a plugin died');
    }
});
// A plugin that prints a warning before the JSON.
add_filter('rest_pre_serve_request', function ($served) {
    if (copydesk_trouble('noise')) {
        echo "<br />\n<b>Warning</b>: something is deprecated<br />\n";
    }
    return $served;
});
// Somebody else saves at the very moment between our look and our write.
add_filter('rest_pre_insert_post', function ($prepared) {
    if (copydesk_trouble('race') && !empty($prepared->ID)) {
        unlink(getenv('WP_RUN') . '/trouble/race');
        wp_update_post(['ID' => $prepared->ID, 'post_content' => '<!-- wp:paragraph --><p>Typed on the site.</p><!-- /wp:paragraph -->']);
    }
    return $prepared;
});
