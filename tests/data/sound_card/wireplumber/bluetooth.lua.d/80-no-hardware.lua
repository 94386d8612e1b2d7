-- WirePlumber up to 0.4: no Bluetooth, and do not ask who is logged in, because without
-- a login service it would give up.
for _, monitor in pairs { b = bluez_monitor, m = bluez_midi_monitor } do
  monitor.enabled = false
  if monitor.properties then monitor.properties["with-logind"] = false end
end
