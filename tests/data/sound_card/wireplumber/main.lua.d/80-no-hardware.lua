-- WirePlumber up to 0.4: leave real hardware alone.  Not every version has every monitor.
for _, monitor in pairs { a = alsa_monitor, v = v4l2_monitor, c = libcamera_monitor } do
  monitor.enabled = false
end
